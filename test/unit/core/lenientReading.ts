import { type LenientList, lenientPages } from '../../../core/pagination/lenient';
import { readPages, type Reading } from '../../../core/pagination/pages';

/** Reads a list with undocumented paging, as the nodes do. */
export async function readLenientList<T>({
	wanted,
	pageSize,
	...list
}: LenientList<T> & Reading): Promise<T[]> {
	return await readPages(lenientPages(list), { wanted, pageSize });
}
