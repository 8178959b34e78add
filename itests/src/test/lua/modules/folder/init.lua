child = require './child'
