import type { Bench } from '../bench';
import { bench as deliveries } from './deliveries';
import { bench as growth } from './growth';
import { bench as flood } from './flood';
import { bench as forgeries } from './forgeries';
import { bench as kernelHostReads } from './kernelhost-reads';
import { bench as killBReads } from './killb-reads';
import { bench as loading } from './loading';
import { bench as logins } from './logins';
import { bench as memory } from './memory';
import { bench as processorTime } from './processor-time';
import { bench as returnAll } from './return-all';
import { bench as signing } from './signing';

/**
 * In the order of the page. Those without n8n come first, so that nothing else runs at the same
 * time.
 */
export const BENCHES: Bench[] = [
	signing,
	memory,
	loading,
	killBReads,
	kernelHostReads,
	returnAll,
	processorTime,
	deliveries,
	forgeries,
	flood,
	logins,
	growth,
];
