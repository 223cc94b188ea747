using System.Globalization;
using System.Runtime.CompilerServices;

namespace ClvPredict.Features;

/// <summary>
/// The length of time that is predicted. Applied to a cutoff it is the half-open window [cutoff, cutoff + horizon): the
/// cutoff day belongs to it, the end day does not. The default value is zero days and is refused by <see cref="DaysFrom"/>.
/// </summary>
/// <param name="Count">How many units; at least 1.</param>
/// <param name="Unit">The unit.</param>
public readonly record struct Horizon(int Count, HorizonUnit Unit)
{
    /// <summary>The longest horizon accepted, in days: 20 years.</summary>
    public const int MaxDays = 7305;

    /// <summary>Reads "180d", "39w", "6m" or "1y"; a bare number is days.</summary>
    /// <exception cref="FormatException">The text is none of these, or is shorter than a day or longer than 20 years.</exception>
    public static Horizon Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var t = text.Trim();
        HorizonUnit? unit =
            t.Length == 0
                ? null
                : char.ToLowerInvariant(t[^1]) switch
                {
                    'd' or (>= '0' and <= '9') => HorizonUnit.Days,
                    'w' => HorizonUnit.Weeks,
                    'm' => HorizonUnit.Months,
                    'y' => HorizonUnit.Years,
                    _ => null,
                };
        var digits = t.Length > 0 && !char.IsAsciiDigit(t[^1]) ? t[..^1] : t;
        if (
            unit is { } u
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count >= 1
            && count <= MaxDays
        )
        {
            var horizon = new Horizon(count, u);
            if (horizon.DaysFrom(new DateOnly(2000, 1, 1)) <= MaxDays)
                return horizon;
        }
        throw new FormatException(
            $"\"{text}\" is not a horizon: write a whole number and d, w, m or y, such as 180d, 39w, 6m or 1y, up to 20 years."
        );
    }

    /// <summary>The first day after the window that starts at the cutoff.</summary>
    public DateOnly EndFrom(DateOnly cutoff)
    {
        if (Count < 1)
            throw new InvalidOperationException("A horizon has at least one unit.");
        return Unit switch
        {
            HorizonUnit.Days => cutoff.AddDays(Count),
            HorizonUnit.Weeks => cutoff.AddDays(checked(7 * Count)),
            HorizonUnit.Months => cutoff.AddMonths(Count),
            HorizonUnit.Years => cutoff.AddYears(Count),
            _ => throw new SwitchExpressionException(Unit),
        };
    }

    /// <summary>Days from the cutoff to the end of the window.</summary>
    public int DaysFrom(DateOnly cutoff) => EndFrom(cutoff).DayNumber - cutoff.DayNumber;

    /// <summary>Weeks (days / 7) from the cutoff to the end of the window.</summary>
    public double WeeksFrom(DateOnly cutoff) => DaysFrom(cutoff) / 7.0;

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Count}{"dwmy"[(int)Unit]}");
}
