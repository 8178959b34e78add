is_main = this_fiber.is_main
