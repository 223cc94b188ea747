namespace ClvPredict.Data.Ingest;

/// <summary>The order lines that one thread has read, in blocks, with the texts that their codes stand for.</summary>
internal sealed class OrderLines
{
    /// <summary>The customer code of a line that is not to be used.</summary>
    internal const int LeftOut = -3;

    private readonly LineLayout _layout;
    private readonly TextVocabulary?[] _texts = new TextVocabulary?[LineLayout.TextCount];

    internal OrderLines(LineLayout layout)
    {
        _layout = layout;
        for (var i = 0; i < _texts.Length; i++)
            _texts[i] = layout.Has((LineText)i) ? new TextVocabulary() : null;
    }

    internal bool HasArrival => _layout.HasArrival;
    internal bool HasCost => _layout.HasCost;
    internal List<LineBlock> Blocks { get; } = [];

    /// <summary>Lines so far, those left out among them.</summary>
    internal int Count { get; private set; }

    /// <summary>The texts of a column; null when the input lacks it.</summary>
    internal TextVocabulary? TextsOf(LineText column) => _texts[(int)column];

    /// <summary>The code of a text; negative when it is empty or not UTF-8.</summary>
    internal int Intern(LineText column, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || _texts[(int)column] is not { } texts)
            return TextVocabulary.None;
        var code = texts.Intern(text);
        return code >= 0 ? code : TextVocabulary.NotUtf8;
    }

    /// <summary>The block and place of the next line, which counts from now on.</summary>
    internal LineBlock Next(out int place)
    {
        place = Count & LineBlock.Mask;
        if (place == 0)
            Blocks.Add(new LineBlock(_layout));
        Count++;
        var block = Blocks[^1];
        block.Count = place + 1;
        return block;
    }

    /// <summary>Leaves a line out.</summary>
    internal void LeaveOut(int line) =>
        Blocks[line >> LineBlock.Bits].Customer[line & LineBlock.Mask] = LeftOut;
}
