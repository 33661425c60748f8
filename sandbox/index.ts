import type { AddressInfo } from 'node:net';
import { buildServer } from './server';
import { detailsAt, type SandboxDetails } from './shared/details';
import { SandboxState } from './state';

export type { Records } from './control/records';
export type { SandboxDetails } from './shared/details';
export type { EndlessFlow, FaultRequest } from './shared/faults';
export type { JournalEntry } from './shared/journal';
export type { Settings } from './shared/settings';
export type { SandboxState } from './state';
export {
	SEEDED_ACCOUNT_ID,
	SEEDED_PREFUND_ID,
	SEEDED_SAVINGS_ID,
	SEEDED_USER_ID,
	SEEDED_VIRTUAL_ACCOUNT_ID,
	SEEDED_WALLET_ID,
} from './killb/seededIds';

interface SandboxOptions {
	/** 0, the default, takes any free port. */
	port?: number;
	/** Default 127.0.0.1. */
	host?: string;
	/** Log every request to standard error. Default false. */
	logger?: boolean;
	/** How many journal entries are kept. Default 20,000. */
	journalCapacity?: number;
}

export interface Sandbox {
	details: SandboxDetails;
	/** Journal, settings, clock and data, for tests in the same process. */
	state: SandboxState;
	close(): Promise<void>;
}

/** Starts both stand-ins and their control API on one port. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { port = 0, host = '127.0.0.1', logger = false, journalCapacity } = options;
	const state = new SandboxState(journalCapacity);
	const server = buildServer(state, logger);
	await server.listen({ port, host });
	const address = server.server.address() as AddressInfo;
	const name = host.includes(':') ? `[${host}]` : host;
	return {
		details: detailsAt(`http://${name}:${address.port}`),
		state,
		close: async () => {
			state.close();
			await server.close();
		},
	};
}
