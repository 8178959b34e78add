-- Never asks for its inbox.
require('time').sleep(0.02)
