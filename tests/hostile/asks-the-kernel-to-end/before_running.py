get_ipython().kernel.do_shutdown(False)
get_ipython().ask_exit()
