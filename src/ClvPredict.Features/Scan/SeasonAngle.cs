namespace ClvPredict.Features.Scan;

/// <summary>The place of a day in its year as a point on a circle, a full turn a year; the default value is no point.</summary>
internal readonly record struct SeasonAngle(double Sin, double Cos)
{
    private const double DaysPerYear = 365.25;
    private static readonly SeasonAngle[] s_byDayOfYear = Table();

    public static SeasonAngle Of(int dayNumber) =>
        s_byDayOfYear[DateOnly.FromDayNumber(dayNumber).DayOfYear];

    private static SeasonAngle[] Table()
    {
        var table = new SeasonAngle[367];
        for (var day = 0; day < table.Length; day++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * day / DaysPerYear);
            table[day] = new SeasonAngle(sin, cos);
        }
        return table;
    }
}
