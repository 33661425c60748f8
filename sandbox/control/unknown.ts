/** What a call about something that is not there answers: 404. */
export function unknown(what: string): Error {
	return Object.assign(new Error(`There is no such ${what}.`), { statusCode: 404 });
}
