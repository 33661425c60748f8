import readXlsxFile from 'read-excel-file/node';
import { filesOf } from '../../support/n8n/form';

/** A line of the results on the form's last page. */
export interface Result {
	row: number | null;
	reference: string | null;
	amount: string | null;
	outcome: string;
	/** The id of the payout at KillB. */
	payout: string | null;
	message: string;
}

export async function resultsOn(page: string): Promise<Result[]> {
	const file = filesOf(page).get('payout-results.xlsx');
	if (!file) throw new Error('The ending page hands over no results');
	const [sheet] = await readXlsxFile(file);
	const [names = [], ...lines] = sheet?.data ?? [];
	return lines.map(
		(line) =>
			Object.fromEntries(names.map((name, i) => [String(name), line[i]])) as unknown as Result,
	);
}

/** The same without the values that differ from run to run. */
export async function outcomesOn(
	page: string,
): Promise<Array<Pick<Result, 'row' | 'outcome' | 'message'>>> {
	return (await resultsOn(page)).map(({ row, outcome, message }) => ({ row, outcome, message }));
}
