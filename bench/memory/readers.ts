import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';
import { runNode } from '../../test/support/engine';
import { PAGE_SIZE } from './users';

/** Reads all users and keeps them in memory: the list in the reader's form, and the IDs. */
export type Reader = (fields: IDataObject) => Promise<{ held: unknown; ids: string[] }>;

/** More than the server can answer, so that rate limits don't matter. */
const NO_LIMIT = { adjustLimits: true, requestsPerSecond: 100_000, burst: 100_000 };

/**
 * The node's Return All, in a workflow on n8n's engine; it keeps the whole execution, as n8n does.
 */
export const node: Reader = async (fields) => {
	const execution = await getUsers(fields, { returnAll: true });
	return { held: execution, ids: execution.items.map(({ json }) => String(json.id)) };
};

/** Reads one user, so that all lazy code is loaded before the measurement. */
export async function loadAll(fields: IDataObject): Promise<void> {
	await getUsers(fields, { returnAll: false, limit: 1 });
	await page(fields, await token(fields), 1, 1);
}

async function getUsers(fields: IDataObject, parameters: { returnAll: boolean; limit?: number }) {
	const execution = await runNode({
		type: 'killB',
		parameters: { resource: 'user', operation: 'getAll', userType: 'PERSON', ...parameters },
		credentials: { killBApi: { ...fields, ...NO_LIMIT } as never },
	});
	if (execution.error) throw execution.error;
	return execution;
}

/**
 * The same array in plain JavaScript: fetches page after page with axios, as n8n does, parses it
 * and pushes its users.
 */
export const plain: Reader = async (fields) => {
	const accessToken = await token(fields);
	const users: Array<{ id: string }> = [];
	for (let number = 1, last = 1; number <= last; number++) {
		const { users: found, totalPage } = await page(fields, accessToken, number, PAGE_SIZE);
		for (const user of found) users.push(user);
		last = totalPage;
	}
	return { held: users, ids: users.map(({ id }) => id) };
};

async function page(fields: IDataObject, accessToken: string, number: number, limit: number) {
	const url = `${String(fields.baseUrl)}/api/v2/users?type=PERSON&page=${number}&limit=${limit}`;
	const headers = { Authorization: `Bearer ${accessToken}` };
	return (await axios.get<{ users: Array<{ id: string }>; totalPage: number }>(url, { headers }))
		.data;
}

async function token({ baseUrl, email, password }: IDataObject): Promise<string> {
	const url = `${String(baseUrl)}/api/v2/auth/login`;
	return (await axios.post<{ accessToken: string }>(url, { email, password })).data.accessToken;
}
