namespace ClvPredict.Data.Ingest;

/// <summary>Says which good lines are not asked for: those outside the days wanted, and those of other shards. For the lines of
/// one thread.</summary>
internal sealed class LineFilter
{
    private readonly OrderLines _lines;
    private readonly int _fromDay;
    private readonly int _beforeDay;
    private readonly CustomerShard? _shard;
    private readonly bool _hasNone;

    // By customer code.
    private readonly List<bool> _isInShard = [];

    internal LineFilter(OrderReadOptions options, OrderLines lines)
    {
        _lines = lines;
        _fromDay = options.From?.DayNumber ?? int.MinValue;
        _beforeDay = options.Before?.DayNumber ?? int.MaxValue;
        _shard = options.Shard is { Count: > 1 } shard ? shard : null;
        _hasNone = _shard?.Has([]) ?? true;
        IsNeeded = options.From is not null || options.Before is not null || _shard is not null;
    }

    /// <summary>Whether any line could be left out.</summary>
    internal bool IsNeeded { get; }

    /// <summary>The rule that leaves a line out; null when it is wanted.</summary>
    /// <param name="day">Its day.</param>
    /// <param name="customer">Code of its customer among the lines' texts; negative for none.</param>
    internal LineNote? LeavesOut(int day, int customer)
    {
        if (day < _fromDay || day >= _beforeDay)
            return LineNote.OutsideDays;
        return _shard is null || IsInShard(customer) ? null : LineNote.OtherShard;
    }

    private bool IsInShard(int customer)
    {
        if (customer < 0)
            return _hasNone;
        while (_isInShard.Count <= customer)
        {
            var id = _lines.TextsOf(LineText.Customer)!.BytesOf(_isInShard.Count);
            _isInShard.Add(_shard!.Has(id));
        }
        return _isInShard[customer];
    }
}
