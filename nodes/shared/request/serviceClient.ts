import type { ApiClient } from './client';
import type { Door } from './door';
import { runOf } from './run';
import { send } from './send';
import type { CallingContext } from './transport';

/** A client for one item of input. */
export type ClientFor = (context: CallingContext, itemIndex: number) => ApiClient;

/** The one door to an API. The credential signs or carries the token; here requests are paced, repeated and judged. */
export function serviceClient(door: Door): ClientFor {
	return (context, itemIndex) => ({
		send: async (request) => await send(await runOf(context, door), itemIndex, request),
	});
}
