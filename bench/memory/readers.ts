import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';
import { runNode } from '../../test/support/engine';
import { PAGE_SIZE } from './users';

/** Reads all users and keeps hold of them: the list as its reader has it, and the id of each. */
export type Reader = (fields: IDataObject) => Promise<{ held: unknown; ids: string[] }>;

/** More than the server can answer, so that the memory is measured and not the pace. */
const NO_LIMIT = { adjustLimits: true, requestsPerSecond: 100_000, burst: 100_000 };

/**
 * The node's Return All, in a workflow on n8n's engine; held is the whole execution, as n8n holds
 * it.
 */
export const node: Reader = async (fields) => {
	const execution = await getUsers(fields, { returnAll: true });
	return { held: execution, ids: execution.items.map(({ json }) => String(json.id)) };
};

/** Reads one user, so that all that is loaded at first use is there before anything is measured. */
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
 * The same array in plain JavaScript: page after page fetched with axios, as n8n does, and parsed,
 * and its users pushed.
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
