"""What the page keeps beside the index: known answers, runs, results to fetch, the rate limit."""
