import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import type { Reading } from '../reading';

/** The time of an execution's first meter, by execution ID. */
const begun = new Map<string, number>();

/**
 * A throw-away node before and after the measured nodes. The second one in a workflow returns one
 * item, a Reading with the time and the results that it received.
 */
export class BenchMeter implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Bench Meter',
		name: 'benchMeter',
		group: ['transform'],
		version: 1,
		description: 'Measures what is between two of it',
		defaults: { name: 'Bench Meter' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const now = performance.now();
		const items = this.getInputData();
		const execution = this.getExecutionId();
		const start = begun.get(execution);
		if (start === undefined) {
			begun.set(execution, performance.now());
			return [items];
		}
		begun.delete(execution);
		const failed = items.filter(({ json }) => json.error !== undefined);
		const reading: Reading = {
			milliseconds: now - start,
			ids: items.filter((item) => !failed.includes(item)).map(({ json }) => json.id),
			failed: failed.length,
			firstFailure: failed[0] === undefined ? null : JSON.stringify(failed[0].json),
		};
		return [[{ json: { ...reading } as INodeExecutionData['json'] }]];
	}
}
