using ClvPredict.Data;

namespace ClvPredict.Decisions.Purchases;

/// <summary>The latest day on which customers did something of some kinds.</summary>
internal sealed class CustomerEventDays
{
    private readonly CustomerEvents? _events;
    private readonly bool[] _isWanted;

    /// <summary>Events of some types.</summary>
    /// <param name="events">All events; null without.</param>
    /// <param name="types">Types wanted, as <see cref="KnownAttributes.Plain"/> writes them.</param>
    public CustomerEventDays(CustomerEvents? events, IReadOnlyCollection<string> types)
    {
        _events = events;
        _isWanted = events is null
            ? []
            : [.. events.Types.Select(t => types.Contains(KnownAttributes.Plain(t)))];
    }

    /// <summary>Whether any such event is known of anybody.</summary>
    public bool IsKnown => Array.Exists(_isWanted, wanted => wanted);

    /// <summary>Day number of a customer's latest such event before a day; -1 without.</summary>
    public int Latest(int customer, DateOnly before)
    {
        if (_events is null)
            return -1;
        for (var e = _events.Offsets[customer + 1] - 1; e >= _events.Offsets[customer]; e--)
        {
            if (_events.Days[e] < before.DayNumber && _isWanted[_events.TypeCodes[e]])
                return _events.Days[e];
        }
        return -1;
    }
}
