/**
 * Kinds of faults: the option to choose, what the user of a workflow will see, and the fault of the
 * control API. `asks` names a further input that the fault needs: seconds to wait.
 */
export const FAULT_KINDS = [
	{
		id: 'error500',
		name: 'Server error (500)',
		seen: 'The service does nothing and answers with an error. The node tries again by itself where nothing can happen twice; let several requests fail to see the error in n8n.',
		fault: { status: 500 },
	},
	{
		id: 'tooMany',
		name: 'Too many requests (429), wait 2 seconds',
		seen: 'The service rejects the request and names a time to wait. The node should wait that long and retry: the workflow takes longer and succeeds.',
		fault: { status: 429, headers: { 'retry-after': '2' } },
	},
	{
		id: 'maintenance',
		name: 'Maintenance page (503, a web page in place of data)',
		seen: 'What a proxy in front of a service answers while it is down. If it lasts, n8n shows that the service is not available.',
		fault: {
			status: 503,
			headers: { 'content-type': 'text/html' },
			body: '<!doctype html><title>Maintenance</title><h1>Back soon</h1>',
		},
	},
	{
		id: 'notJson',
		name: 'Success, but the answer can’t be read',
		seen: 'The status is 200, the answer is no valid JSON. n8n must show an error and not an empty success.',
		fault: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"id": 10' },
	},
	{
		id: 'hang',
		name: 'No answer at all',
		seen: 'Nothing is done and nothing comes back. n8n waits until the node’s timeout.',
		fault: { kind: 'hang' },
	},
	{
		id: 'reset',
		name: 'Connection breaks, nothing was done',
		seen: 'The node can’t know whether it was done. It was not.',
		fault: { kind: 'reset' },
	},
	{
		id: 'lost',
		name: 'It is done, but the answer is lost',
		seen: 'The dangerous one: the order is placed or the money moves, and the connection breaks before the answer. A repetition must not do it twice.',
		fault: { kind: 'lostAnswer' },
	},
	{
		id: 'cut',
		name: 'It is done, but the answer is cut off in the middle',
		seen: 'Like the lost answer, after half of it has arrived.',
		fault: { kind: 'cutAnswer' },
	},
	{
		id: 'done500',
		name: 'It is done, but the answer says 500',
		seen: 'The service carries it out and then answers with an error. A repetition must not do it twice.',
		fault: { status: 500, carriedOut: true },
	},
	{
		id: 'late',
		name: 'The answer comes late',
		seen: 'Everything works, slowly. The workflow takes longer, or meets the node’s timeout.',
		fault: { kind: 'delay' },
		asks: 'seconds',
	},
];

/** The description of a pending fault. */
export function inWords({ kind, status, carriedOut, delayMs }) {
	switch (kind) {
		case 'status':
			return carriedOut ? `is done, but answers ${status}` : `answers ${status}`;
		case 'delay':
			return `comes ${delayMs / 1000} s late`;
		case 'hang':
			return 'gets no answer at all';
		case 'lostAnswer':
			return 'is done, but its answer is lost';
		case 'cutAnswer':
			return 'is done, but its answer is cut off';
		case 'endless':
			return carriedOut ? 'is done, but its answer has no end' : 'gets an answer without end';
		default:
			return 'breaks off with nothing done';
	}
}
