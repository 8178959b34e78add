name = 'child'
sibling = require '../sibling'
from_root = require '/plain'
