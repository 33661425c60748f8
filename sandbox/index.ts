import type { AddressInfo } from 'node:net';
import { buildServer } from './server';
import { detailsAt, type SandboxDetails } from './shared/details';
import type { PersonalityName } from './personalities';
import { SandboxState } from './state';

export type { Records } from './control/records';
export { PERSONALITIES, type PersonalityName } from './personalities';
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

const LOOPBACK = '127.0.0.1';

interface SandboxOptions {
	/** 0, the default, takes any free port. */
	port?: number;
	/** The address to listen on. Default 127.0.0.1: this machine only. */
	host?: string;
	/** The personalities at the start and after a reset. Default: none. */
	personalities?: readonly PersonalityName[];
	/** Log every request to standard error. Default false. */
	logger?: boolean;
}

export interface Sandbox {
	details: SandboxDetails;
	/** Journal, settings, clock and data, for tests in the same process. */
	state: SandboxState;
	close(): Promise<void>;
}

/**
 * Starts both mocks and their control API on one port.
 * @returns details with the address on this machine, whatever else it listens on
 */
export async function startSandbox({
	port = 0,
	host = LOOPBACK,
	personalities = [],
	logger = false,
}: SandboxOptions = {}): Promise<Sandbox> {
	const state = new SandboxState(personalities);
	const server = buildServer(state, logger);
	await server.listen({ port, host });
	const address = server.server.address() as AddressInfo;
	return {
		details: detailsAt(`http://${LOOPBACK}:${address.port}`),
		state,
		close: async () => {
			state.close();
			await server.close();
		},
	};
}
