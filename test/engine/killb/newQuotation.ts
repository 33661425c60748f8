import axios from 'axios';
import type { KillBSandbox } from '../../support/killb/killBSandbox';

/** A quotation as the sandbox returns it; only the members used by the tests are named. */
export interface Quotation {
	id: string;
	fromAmount: number;
	toAmount: number;
	expiresAt: number;
}

/** Requests a quotation from the sandbox without the node, and leaves no trace in the journal. */
export async function newQuotation(sandbox: KillBSandbox, body: object): Promise<Quotation> {
	const { killb, email, password } = sandbox.running.details;
	const api = axios.create({ baseURL: `${killb}/api/v2` });
	const { data: session } = await api.post<{ accessToken: string }>('/auth/login', {
		email,
		password,
	});
	const headers = { Authorization: `Bearer ${session.accessToken}` };
	const { data } = await api.post<Quotation>('/quotations', body, { headers });
	sandbox.state.journal.clear();
	return data;
}
