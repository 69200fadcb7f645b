/** A text with one of everything. */
export const everything = `Text before the first heading.

# What this report contains

This report is in parts. See :ref[outcomes], :ref[find-rate] and :ref[findings]. A **strong** word, an *emphasis*, a [link](https://example.org/page) and a footnote[^one].

Of all searches, :figure[find-rate]{area=a} found something, which is :compare[find-rate]{with=nation} the nation. The force told us that it had :stated[22 officers]{evidence=E12}. This is about :term[safeguarding].

::scoping[things-2014]

# Our judgments

::grades[things-2014]

::grade-matrix[things-2014]

:::observations{name="Y" honours="BA Hons" post="HM Inspector of Constabulary"}
I am pleased with some of it.

I am not pleased with the rest of it.
:::

## Finding things

::grade[finding-things]

### Findings

::finding[F1]

1. First
2. Second
   - Inner
   - Inner too

> A quotation of a paragraph.

::recommendation[R1]

:::cause-of-concern[Nobody looks]{reference=C1 addressee="the chief constable" due=2015-01-31}
Too few searches are supervised.

- One
- Two
:::

:::area-for-improvement
The force should look again.
:::

:::promising-practice[Looking together]
Two look where one looked.
:::

:::note[About the sample]
It is small.
:::

### Figures

::chart[find-rate]

::table[find-rate]

:::table[Crimes by outcome]{#outcomes source="Returns of July 2014"}
| Outcome | Crimes | Share |
| - | -: | -: |
| Charged | 1,200 | 12% |
| None[^two] | 8,800 | 88% |
:::

---

::page-break

## What each judgment means

::meanings[things-2014]

People named \u0645\u062d\u0645\u062f \u0639\u0644\u064a and \u05e9\u05dc\u05d5\u05dd (2014), \u0141ukasz, \u03a3\u03c9\u03ba\u03c1\u03ac\u03c4\u03b7\u03c2 and \u041e\u043b\u044c\u0433\u0430 were heard. \`code\` and <b>markup</b> #strong[x] $y$ are text.

::text[annex]

[^one]: Two forces were asked. See <https://example.org/note>.
[^two]: Again[^one], and *more*.
`;
