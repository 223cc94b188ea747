using ClvPredict.Data.Columns;

namespace ClvPredict.Data.Ingest;

/// <summary>The order lines that one thread has read, in blocks, with the texts that their codes stand for.</summary>
internal sealed class OrderLines
{
    /// <summary>The customer code of a line that is not to be used.</summary>
    internal const int LeftOut = -3;

    private const int MaxWaiting = 64;

    private readonly LineLayout _layout;
    private readonly BytePool _pool;
    private readonly TextVocabulary?[] _texts = new TextVocabulary?[LineLayout.TextCount];

    // The block that lines are added to, by LineField; columns that the input lacks are empty.
    private readonly long[][] _open = new long[LineBlock.FieldCount][];
    private readonly List<LineBlock> _blocks = [];
    private readonly List<(int First, int Count)> _leftOut = [];
    private int _place;
    private long _blockBytes;

    // Customers that are still to be looked up, and their lines' places in the open block.
    private readonly TextKey[] _waiting = new TextKey[MaxWaiting];
    private readonly int[] _waitingPlaces = new int[MaxWaiting];
    private int _waitingCount;

    internal OrderLines(LineLayout layout, BytePool pool)
    {
        _layout = layout;
        _pool = pool;
        for (var i = 0; i < _texts.Length; i++)
            _texts[i] = layout.Has((LineText)i) ? new TextVocabulary() : null;
        for (var i = 0; i < _open.Length; i++)
            _open[i] = layout.Has((LineField)i) ? new long[ColumnPiece.Size] : [];
    }

    internal bool HasArrival => _layout.Has(LineField.Arrival);
    internal bool HasCost => _layout.Has(LineField.Cost);

    /// <summary>Whether customers may be looked up some time after their lines.</summary>
    internal bool LooksUpLater { get; set; }

    /// <summary>The lines; complete once they have been closed.</summary>
    internal IReadOnlyList<LineBlock> Blocks => _blocks;

    /// <summary>Lines so far, those left out among them.</summary>
    internal int Count => (_blocks.Count << ColumnPiece.Bits) + _place;

    /// <summary>Bytes that the lines and their texts take, but for the block that lines are added to. May be asked on another
    /// thread than that which adds lines, and then is that of a moment ago.</summary>
    internal long ByteCount =>
        Volatile.Read(ref _blockBytes) + _texts.Sum(texts => texts?.ByteCount ?? 0);

    /// <summary>A column of the line at an address: the number of its block, and in the lower bits its place there.</summary>
    internal long ValueAt(LineField field, int address) =>
        _blocks[address >> ColumnPiece.Bits][field][address & ColumnPiece.Mask];

    /// <summary>The texts of a column; null when the input lacks it.</summary>
    internal TextVocabulary? TextsOf(LineText column) => _texts[(int)column];

    /// <summary>Forgets the texts of a column.</summary>
    internal void DropTexts(LineText column) => _texts[(int)column] = null;

    /// <summary>The code of a text; negative when it is empty or not UTF-8.</summary>
    internal int Intern(LineText column, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || _texts[(int)column] is not { } texts)
            return TextVocabulary.None;
        var code = texts.Intern(text);
        return code >= 0 ? code : TextVocabulary.NotUtf8;
    }

    /// <summary>Sets a column of the line that is being added; nothing where the input lacks the column.</summary>
    internal void Put(LineField field, long value)
    {
        var column = _open[(int)field];
        if ((uint)_place < (uint)column.Length)
            column[_place] = value;
    }

    /// <summary>Whether a customer can be looked up together with others.</summary>
    internal bool CanWait(TextKey customer) => LooksUpLater && customer.IsWholeAscii;

    /// <summary>Sets the customer of the line that is being added to one that is looked up together with others.</summary>
    /// <param name="key">One that can wait.</param>
    internal void PutCustomer(TextKey key)
    {
        _waiting[_waitingCount] = key;
        _waitingPlaces[_waitingCount++] = _place;
        if (_waitingCount == MaxWaiting)
            LookUpCustomers();
    }

    /// <summary>Ends the line that is being added; all its columns must have been put.</summary>
    internal void EndLine()
    {
        if (++_place == ColumnPiece.Size)
            CloseBlock();
    }

    /// <summary>Leaves lines out.</summary>
    internal void LeaveOut(int firstLine, int count) => _leftOut.Add((firstLine, count));

    /// <summary>Adds a block of lines whose texts have been interned here; none may have been added line by line.</summary>
    internal void Add(LineBlock block) => _blocks.Add(block);

    /// <summary>Forgets all lines and texts; nothing is to be added any more.</summary>
    internal void Clear()
    {
        foreach (var block in _blocks)
        {
            for (var field = LineField.Customer; field <= LineField.Arrival; field++)
                block.Drop(field, _pool);
        }
        _blocks.Clear();
        _leftOut.Clear();
        Array.Fill(_texts, null);
    }

    /// <summary>Ends the last block; no more lines can be added.</summary>
    internal void Close()
    {
        if (_place > 0)
            CloseBlock();
        Array.Fill(_open, []);
        ApplyLeftOut();
    }

    /// <summary>Marks the lines that were left out since the last call; only once closed.</summary>
    internal void ApplyLeftOut()
    {
        if (_leftOut.Count == 0)
            return;
        var marks = new bool[Count];
        foreach (var (first, count) in _leftOut)
            marks.AsSpan(first, count).Fill(true);
        for (var b = 0; b < _blocks.Count; b++)
        {
            var line = b << ColumnPiece.Bits;
            if (marks.AsSpan(line, _blocks[b].Count).Contains(true))
                _blocks[b].Replace(LineField.Customer, c => marks[line++] ? LeftOut : c, _pool);
        }
    }

    private void LookUpCustomers()
    {
        Span<int> codes = stackalloc int[MaxWaiting];
        _texts[(int)LineText.Customer]!.Intern(_waiting.AsSpan(0, _waitingCount), codes);
        var customers = _open[(int)LineField.Customer];
        for (var i = 0; i < _waitingCount; i++)
            customers[_waitingPlaces[i]] = codes[i];
        _waitingCount = 0;
    }

    private void CloseBlock()
    {
        LookUpCustomers();
        var pieces = new ColumnPiece?[LineBlock.FieldCount];
        for (var i = 0; i < pieces.Length; i++)
        {
            if (_open[i].Length > 0)
                pieces[i] = ColumnPiece.Of(_open[i].AsSpan(0, _place), _pool);
            _blockBytes += pieces[i]?.ByteCount ?? 0;
        }
        _blocks.Add(new LineBlock(pieces));
        _place = 0;
    }
}
