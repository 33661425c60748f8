import { createRunExecutionData, type IRunExecutionData } from 'n8n-workflow';

type Given = NonNullable<Parameters<typeof createRunExecutionData>[0]>;

/** Returns the data of an execution that begins; n8n older than 1.122 has no function for it. */
export function runExecutionData(given: Given = {}): IRunExecutionData {
	if (typeof createRunExecutionData === 'function') return createRunExecutionData(given);
	const begun = {
		startData: {},
		resultData: { runData: {} },
		executionData: {
			contextData: {},
			nodeExecutionStack: [],
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: {},
			...(given as Partial<IRunExecutionData>).executionData,
		},
	};
	return begun as unknown as IRunExecutionData;
}
