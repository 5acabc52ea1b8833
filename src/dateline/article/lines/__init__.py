"""Lines that tell by their own words what they are: pointers, requests, walls, credits, posts, lists."""
