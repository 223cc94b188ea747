using System.Collections.Immutable;
using ClvPredict.Data;

namespace ClvPredict.Features.Contracts;

/// <summary>
/// Writes the columns of <see cref="EventFeatures"/> from the events of a customer before a cutoff. A customer without events
/// has counts of 0; where nobody has an event before the cutoff, nothing had been recorded yet, and all are missing.
/// </summary>
internal sealed class EventColumns
{
    private readonly CustomerEvents _events;
    private readonly int _firstColumn;
    private readonly int _typeCount;
    private readonly int _columnsPerType;
    private readonly bool _hasAmounts;
    private readonly ImmutableArray<int> _columnOfType;

    public EventColumns(EventFeatures features, CustomerEvents events, int firstColumn)
    {
        _events = events;
        _firstColumn = firstColumn;
        _typeCount = features.Types.Length + 1;
        _columnsPerType = features.ColumnsPerType;
        _hasAmounts = features.HasAmounts;
        _columnOfType =
        [
            .. events.Types.Select(t =>
            {
                var place = features.Types.BinarySearch(t, StringComparer.Ordinal);
                return firstColumn
                    + (_columnsPerType * (place >= 0 ? place : features.Types.Length));
            }),
        ];
    }

    public void Write(int customer, int cutoffDay, float[][] columns, int row)
    {
        var start = _events.FirstDay < cutoffDay ? 0f : float.NaN;
        for (var c = 0; c < _typeCount * _columnsPerType; c++)
            columns[_firstColumn + c][row] = start;
        for (var t = 0; t < _typeCount; t++)
            columns[_firstColumn + (t * _columnsPerType) + 3][row] = float.NaN;
        for (var i = _events.Offsets[customer]; i < _events.Offsets[customer + 1]; i++)
        {
            var age = cutoffDay - _events.Days[i];
            if (age <= 0)
                break;
            var column = _columnOfType[_events.TypeCodes[i]];
            columns[column][row] += age <= 30 ? 1 : 0;
            columns[column + 1][row] += age <= 90 ? 1 : 0;
            columns[column + 2][row]++;
            columns[column + 3][row] = age;
            if (_hasAmounts && !float.IsNaN(_events.Amounts[i]))
                columns[column + 4][row] += _events.Amounts[i];
        }
    }
}
