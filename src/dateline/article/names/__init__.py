"""What a page and its site are called: the headline without the site's name, the outlet, who owns it."""
