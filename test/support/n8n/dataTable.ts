import type { N8nClient } from './n8nClient';

export interface TableRow extends Record<string, unknown> {
	id: number;
}

/** One of n8n's data tables, as its page in the editor reads and changes it. */
export class DataTable {
	private constructor(
		private readonly client: N8nClient,
		private readonly path: string,
	) {}

	/** @throws Error when the owner's own project has no table of this name */
	static async open(client: N8nClient, name: string): Promise<DataTable> {
		const { id: project } = await client.call<{ id: string }>('GET', '/projects/personal');
		const tables = `/projects/${project}/data-tables`;
		const { data } = await client.call<{ data: Array<{ id: string; name: string }> }>(
			'GET',
			tables,
		);
		const table = data.find((entry) => entry.name === name);
		if (!table) throw new Error(`n8n has no data table "${name}"`);
		return new DataTable(client, `${tables}/${table.id}`);
	}

	/** The rows, in the order in which they were added. */
	async rows(): Promise<TableRow[]> {
		const { data } = await this.client.call<{ data: TableRow[] }>('GET', `${this.path}/rows`);
		return data.sort((a, b) => a.id - b.id);
	}

	async add(rows: Array<Record<string, string>>): Promise<void> {
		await this.client.call('POST', `${this.path}/insert`, { data: rows, returnType: 'count' });
	}

	/** Edits cells of one row. */
	async change(id: number, data: Record<string, string | null>): Promise<void> {
		const filter = { type: 'and', filters: [{ columnName: 'id', condition: 'eq', value: id }] };
		await this.client.call('PATCH', `${this.path}/rows`, { filter, data });
	}
}
