"""What an editorial desk asks of the comparison: is this draft supported, why were these two compared, what is new."""
