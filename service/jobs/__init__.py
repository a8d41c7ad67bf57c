"""Work off the event loop: a pool of processes, and jobs that survive the process that accepted them."""
