/** The page's labels. */
export const SERVICES = [
	['kernelhost', 'KernelHost'],
	['killb', 'KillB'],
];

export const nameOf = (service) => new Map(SERVICES).get(service) ?? service;

const STATUS_WORDS = {
	200: 'OK',
	201: 'created',
	202: 'accepted',
	204: 'OK, no content',
	304: 'not changed',
	400: 'input rejected',
	401: 'login or signature rejected',
	402: 'payment needed',
	403: 'not allowed',
	404: 'not found',
	409: 'conflict',
	410: 'gone',
	413: 'too large',
	415: 'wrong content type',
	422: 'input rejected',
	429: 'too many requests',
	500: 'server error',
	502: 'bad gateway',
	503: 'not available',
	504: 'gateway timed out',
};

/** The fault of an entry, by its kind. */
const BROKEN = {
	resetUnread: 'connection broken',
	reset: 'connection broken',
	hang: 'never answered',
	lostAnswer: 'answer lost',
	cutAnswer: 'answer cut off',
	delay: 'delayed',
	endless: 'answer without end',
	status: 'answer replaced',
};

/** A status with its text, and the kind that determines its colour. */
export function statusOf({ status, error, fault }) {
	if (fault !== undefined) {
		const seen = status === null ? '' : `${status}, `;
		return { kind: 'broken', text: `⚡ ${seen}${BROKEN[fault] ?? fault} on purpose` };
	}
	if (error !== undefined) return { kind: 'failed', text: `✗ no answer: ${error}` };
	if (status === null) return { kind: 'waiting', text: '… no answer yet' };
	const word = STATUS_WORDS[status] ?? (status < 300 ? 'OK' : 'error');
	if (status < 300) return { kind: 'done', text: `✓ ${status} ${word}` };
	return { kind: 'failed', text: `✗ ${status} ${STATUS_WORDS[status] ?? otherWord(status)}` };
}

function otherWord(status) {
	if (status < 400) return 'redirected';
	return status < 500 ? 'rejected' : 'server error';
}
