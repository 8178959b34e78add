own = require './own'
above = require '../errors'
from_root = require '/errors'
