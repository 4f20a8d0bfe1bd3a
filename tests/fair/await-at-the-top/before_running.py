import asyncio

answers = await asyncio.gather(asyncio.sleep(0, 1), asyncio.sleep(0, 2))
