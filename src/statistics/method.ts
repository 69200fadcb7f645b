/** A method as it is cited beside a figure. The version rises when the same input would give another answer. */
export type Method = {
	id: string;
	version: number;
	name: string;
	reference: string;
	/** What a result carries: "wilson/1". */
	label: string;
};

export function defineMethod(id: string, version: number, name: string, reference: string): Method {
	return { id, version, name, reference, label: `${id}/${version}` };
}

export type Interval = { lower: number; upper: number };
