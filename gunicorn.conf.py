"""How gunicorn serves Ajar, wherever it is started from here; `WEB_CONCURRENCY` says how many."""

# An export is sent for as long as it takes. A worker without threads would serve nobody else until
# then, and be taken for dead after 30 seconds
worker_class = "gthread"
threads = 4
# Connections that are kept open gather at one worker while another is idle
keepalive = 0
# Would lie in the home folder of whoever started it
control_socket_disable = True
loglevel = "warning"
