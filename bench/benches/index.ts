import type { Bench } from '../bench';
import { bench as deliveries } from './deliveries';
import { bench as flood } from './flood';
import { bench as forgeries } from './forgeries';
import { bench as killBReads } from './killb-reads';
import { bench as loading } from './loading';
import { bench as returnAll } from './return-all';
import { bench as signing } from './signing';
import { bench as start } from './start';
import { bench as writes } from './writes';

/**
 * In the order of the page. Those that need nothing else on the machine come first.
 */
export const BENCHES: Bench[] = [
	signing,
	loading,
	start,
	deliveries,
	forgeries,
	flood,
	writes,
	killBReads,
	returnAll,
];
