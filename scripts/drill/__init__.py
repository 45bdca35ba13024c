"""What the scripts that try the daemon's promises share: it is started, asked, killed, and read from outside."""
