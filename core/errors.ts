/**
 * Codes of errors that are not an answer of KernelHost or KillB. Workflows branch on codes, so a
 * published code keeps its meaning; docs/troubleshooting.md has an entry for each.
 */
type OwnCode =
	// Input
	| 'FIELD_INVALID'
	| 'ID_INVALID'
	| 'AMOUNT_OVER_MAXIMUM'
	| 'CHOICES_MISSING'
	| 'OPERATION_UNKNOWN'
	// Credential
	| 'CREDENTIAL_INVALID'
	| 'URL_NOT_ALLOWED'
	| 'URL_UNCLEAR'
	| 'OPTION_NOT_ALLOWED'
	| 'BODY_NOT_JSON'
	// Connection and answer
	| 'UNREACHABLE'
	| 'CONNECTION_BROKEN'
	| 'ANSWER_OVERDUE'
	| 'ANSWER_TOO_LARGE'
	| 'WRONG_SERVICE'
	| 'REDIRECTED'
	| 'LIMIT_USED_UP'
	| 'LIST_ENDLESS'
	| 'LIST_REPEATED'
	| 'FILE_MISSING'
	// Writes
	| 'OUTCOME_UNKNOWN'
	| 'EARLIER_OUTCOME_UNKNOWN'
	| 'ALREADY_DONE_DIFFERENTLY'
	| 'REFERENCE_TAKEN'
	| 'KEY_EXPIRED'
	| 'CLOCK_SET_BACK'
	| 'QUOTATION_OVER_LIMIT'
	| 'QUOTATION_NOT_COMPARABLE'
	| 'QUOTATION_EXPIRED'
	| 'QUOTATION_WITHOUT_ID'
	| 'WAIT_FAILED'
	| 'WAIT_TIMED_OUT'
	| 'STATUS_UNREADABLE'
	// Triggers and deliveries
	| 'DELIVERY_REJECTED'
	| 'WEBHOOK_URL_MISSING'
	| 'WEBHOOK_URL_NOT_SERVED'
	| 'WEBHOOK_URL_PRIVATE'
	| 'WEBHOOK_URL_NOT_HTTPS'
	| 'WEBHOOK_URL_UNREACHABLE'
	| 'REGISTRATION_TAKEN'
	| 'REGISTRATION_NOT_STORED'
	| 'SECRET_MISSING'
	| 'SECRET_WEAK'
	| 'SECRET_NOT_STORED'
	| 'ID_UNREADABLE'
	| 'NOTHING_TO_SHOW'
	// n8n
	| 'N8N_TOO_OLD'
	| 'EXECUTION_CANCELED'
	| 'UNEXPECTED';

/**
 * The stable code of an error. `KH_…` and `KILLB_…` are answers of that service, named after its
 * own code or HTTP status.
 */
export type ErrorCode = OwnCode | `KH_${string}` | `KILLB_${string}`;

/** The credential's error may be of another copy of this package than the node that reads it. */
const CODED = Symbol.for('n8n-nodes-kernelhost-killb: coded error');

/** An error with a stable code. */
export class CodedError extends Error {
	readonly [CODED] = true;

	/**
	 * @param errorCode under this name, because n8n's credential test shows the value of `code`
	 *   instead of the message
	 */
	constructor(
		readonly errorCode: ErrorCode,
		message: string,
	) {
		super(message);
	}
}

/** The deepest chain of wrapped errors that is followed. */
export const LONGEST_CHAIN = 5;

/** Finds a coded error in a chain of causes: n8n wraps what a credential throws once or more. */
export function codedErrorBehind(error: unknown): CodedError | undefined {
	let cause = error;
	for (let depth = 0; depth < LONGEST_CHAIN && cause instanceof Error; depth++) {
		if (CODED in cause) return cause as CodedError;
		cause = cause.cause;
	}
	return undefined;
}
