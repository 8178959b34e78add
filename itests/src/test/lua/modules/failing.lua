error({reason = 'on purpose'})
