"""The tabs of the app, each with the HTML that it shows."""
