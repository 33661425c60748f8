import type { PeerCall } from '../call';
import { accountCalls } from './accounts';
import { exchangeCalls } from './exchange';
import { payoutCalls } from './payouts';
import { savingsCalls } from './savings';
import { userCalls } from './users';
import { webhookCalls } from './webhooks';

/** Everything that the SDK can do and the node too. */
export const CALLS: readonly PeerCall[] = [
	...userCalls,
	...accountCalls,
	...exchangeCalls,
	...payoutCalls,
	...savingsCalls,
	...webhookCalls,
];
