using System.Collections.Immutable;

namespace ClvPredict.Training.Simulation;

/// <summary>The factor of each calendar day on buying and joining, from the factors of the months.</summary>
internal sealed class Season
{
    private readonly int _firstDay;
    private readonly byte[] _monthIndex;

    /// <summary>Covers the days [firstDay, endDay), as <see cref="DateOnly.DayNumber"/>.</summary>
    public Season(ImmutableArray<double> monthFactors, int firstDay, int endDay)
    {
        MonthFactors = monthFactors;
        Peak = monthFactors.Max();
        _firstDay = firstDay;
        _monthIndex = new byte[endDay - firstDay];
        for (var i = 0; i < _monthIndex.Length; i++)
            _monthIndex[i] = (byte)(DateOnly.FromDayNumber(firstDay + i).Month - 1);
    }

    /// <summary>Factors for January to December.</summary>
    public ImmutableArray<double> MonthFactors { get; }

    /// <summary>The largest factor.</summary>
    public double Peak { get; }

    /// <summary>The month of a day, 0 = January.</summary>
    public int MonthIndex(int day) => _monthIndex[day - _firstDay];

    /// <summary>The factor of a day.</summary>
    public double Factor(int day) => MonthFactors[MonthIndex(day)];
}
