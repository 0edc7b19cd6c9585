"""The help page: how to ask, what is shown, what it means."""

HELP = """<article class="help">
<h2>How to use Quoth</h2>
<p>Ask a question. Quoth looks for the sentences in your documents that answer it and shows them
as they stand, word for word. It never writes an answer of its own. If the documents do not
answer the question, it says so.</p>
<h3>Reading an answer</h3>
<dl>
<dt>The line above a quote</dt><dd>says who speaks, in which document and where. The words of
somebody whom the author quotes, or of a reader’s comment, are never given to the author.</dd>
<dt>The number behind a quote</dt><dd>is its footnote. Follow it, or click the quote: the document
opens beside it with the quote marked.</dd>
<dt>Words that are underlined</dt><dd>are those that answer the question, as far as Quoth can
tell.</dd>
<dt>Small grey figures</dt><dd>are the notes of the document itself. They unfold below the quote;
a short reference comes with the full one that it stands for.</dd>
<dt>Confidence</dt><dd>says how likely it is that the quotes answer the question. The figure is
shown when you point at the word.</dd>
<dt>Sources differ</dt><dd>stands above documents that make the same statement with another date,
amount or name, or with a “not”. They are set side by side; which one is right is not judged. Where
Quoth is in doubt, it says nothing of the kind.</dd>
<dt>Closest passages</dt><dd>are shown where there is no answer. They are what came nearest, and
no answer.</dd>
</dl>
<h3>How a quote is checked</h3>
<p>Each time a quote is shown, it is compared character by character with the file that it comes
from. Only mark-up, white space and line-end hyphens may differ. A quote that fails is held back.
“Exact characters” above a document shows what it was compared with.</p>
<h3>The other pages</h3>
<dl>
<dt>Library</dt><dd>lists the documents, takes new ones, and removes them.</dd>
<dt>Audit</dt><dd>checks the quotations of any text against the library. A wavy line is a
quotation that differs, a dotted one was not found.</dd>
<dt>Grid</dt><dd>asks several questions of each document by itself.</dd>
<dt>Eval</dt><dd>measures Quoth on questions whose answers you know. “Keep as a known answer” below
an answer adds one: select the words that answer the question, by dragging over them, with the
buttons below the text, or with the arrow keys in it.</dd>
</dl>
<h3>Your documents</h3>
<p>Everything happens on the machine that runs Quoth. Nothing is sent anywhere else.</p>
<h3>Keyboard</h3>
<p><kbd>/</kbd> goes to the question. <kbd>Enter</kbd> asks, <kbd>Shift</kbd>+<kbd>Enter</kbd>
starts a new line. <kbd>Tab</kbd> walks through quotes and footnotes, and <kbd>Enter</kbd> opens
one. <kbd>Esc</kbd> closes the source.</p>
</article>"""
