using ClvPredict.Data;

namespace ClvPredict.Features.Scan;

/// <summary>
/// Purchase days and their spend, each weighted 2^(-age / half-life) for half-lives of 30, 90 and 180 days. The sums are kept
/// as of the last purchase day, so that a new one costs a multiplication and no power.
/// </summary>
internal sealed class HalvingSums
{
    private const int HalfLife = 180;
    private const int TableDays = 1 << 13;
    private static readonly double[] s_weights = Table();

    private int _lastDay;
    private double _orders30;
    private double _orders90;
    private double _orders180;
    private double _minor30;
    private double _minor90;
    private double _minor180;

    public void Clear()
    {
        (_orders30, _orders90, _orders180) = (0, 0, 0);
        (_minor30, _minor90, _minor180) = (0, 0, 0);
    }

    /// <summary>A purchase day after all others.</summary>
    public void AddDay(int day)
    {
        if (_orders180 > 0)
        {
            var (w30, w90, w180) = Weights(day - _lastDay);
            _orders30 *= w30;
            _orders90 *= w90;
            _orders180 *= w180;
            _minor30 *= w30;
            _minor90 *= w90;
            _minor180 *= w180;
        }
        _lastDay = day;
        _orders30++;
        _orders90++;
        _orders180++;
    }

    /// <summary>Spend on the last purchase day.</summary>
    public void AddSpend(long minor)
    {
        _minor30 += minor;
        _minor90 += minor;
        _minor180 += minor;
    }

    /// <summary>Purchase days as of a day that is not before the last of them.</summary>
    public (double By30, double By90, double By180) Orders(int asOfDay)
    {
        if (_orders180 == 0)
            return default;
        var (w30, w90, w180) = Weights(asOfDay - _lastDay);
        return (w30 * _orders30, w90 * _orders90, w180 * _orders180);
    }

    /// <summary>Spend in units of money as of a day that is not before the last purchase day.</summary>
    public (double By30, double By90, double By180) Spend(int asOfDay)
    {
        if (_orders180 == 0)
            return default;
        var (w30, w90, w180) = Weights(asOfDay - _lastDay);
        return (
            w30 * _minor30 / Money.MinorPerUnit,
            w90 * _minor90 / Money.MinorPerUnit,
            w180 * _minor180 / Money.MinorPerUnit
        );
    }

    private static (double W30, double W90, double W180) Weights(int days)
    {
        var w180 = days < TableDays ? s_weights[days] : Weight(s_weights, days);
        var w90 = w180 * w180;
        return (w90 * w90 * w90, w90, w180);
    }

    // 2^(-days / 180): products within one half-life, powers of two beyond, so the same on every machine.
    private static double Weight(double[] firstHalfLife, int days) =>
        Math.ScaleB(firstHalfLife[days % HalfLife], -(days / HalfLife));

    private static double[] Table()
    {
        const double OneDay = 0.9961565872205752; // 2^(-1/180)
        var table = new double[TableDays];
        table[0] = 1;
        for (var day = 1; day < TableDays; day++)
            table[day] = day < HalfLife ? table[day - 1] * OneDay : Weight(table, day);
        return table;
    }
}
