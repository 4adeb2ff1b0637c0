"""What is read for the library and is no source: pages and sitemaps of ours. Read in children, like every answer."""
