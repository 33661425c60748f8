import type { Bench } from '../bench';

/** In the order of the page. Those without n8n come first: nothing else runs beside them. */
export const BENCHES: Bench[] = [];
