-- Rings the bell of every daemon that listens; it carries nothing.
notify bargain_deadline
