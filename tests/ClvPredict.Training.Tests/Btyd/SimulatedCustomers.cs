using ClvPredict.Models.Btyd;

namespace ClvPredict.Training.Tests.Btyd;

/// <summary>Customers drawn from the stories that the models tell, with known parameters.</summary>
internal sealed class SimulatedCustomers(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Customers of a Pareto/NBD, observed for 52 to 104 weeks, in continuous time.</summary>
    public PurchaseStatistics[] Pareto(ParetoNbdModel model, int count)
    {
        var customers = new PurchaseStatistics[count];
        for (var i = 0; i < count; i++)
        {
            var age = 52 + 52 * _random.NextDouble();
            var rate = Gamma(model.R) / model.Alpha;
            var life = Exponential(Gamma(model.S) / model.Beta);
            var (x, last) = (0, 0.0);
            for (var t = Exponential(rate); t < Math.Min(age, life); t += Exponential(rate))
                (x, last) = (x + 1, t);
            customers[i] = new PurchaseStatistics(x, last, age);
        }
        return customers;
    }

    /// <summary>Customers of a BG/NBD, or of an MBG/NBD when they may leave after the first order.</summary>
    public PurchaseStatistics[] BetaGeometric(
        double r,
        double alpha,
        double a,
        double b,
        bool leavesAfterFirst,
        int count
    )
    {
        var customers = new PurchaseStatistics[count];
        for (var i = 0; i < count; i++)
        {
            var age = 52 + 52 * _random.NextDouble();
            var rate = Gamma(r) / alpha;
            var (stays, leaves) = (Gamma(b), Gamma(a));
            var leaving = leaves / (leaves + stays);
            var (x, last) = (0, 0.0);
            var isGone = leavesAfterFirst && _random.NextDouble() < leaving;
            for (var t = Exponential(rate); !isGone && t < age; t += Exponential(rate))
            {
                (x, last) = (x + 1, t);
                isGone = _random.NextDouble() < leaving;
            }
            customers[i] = new PurchaseStatistics(x, last, age);
        }
        return customers;
    }

    /// <summary>Numbers of orders (1 to 8) and mean order values of a Gamma-Gamma.</summary>
    public (double[] Counts, double[] Means) Spend(GammaGammaModel model, int count)
    {
        var (counts, means) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            counts[i] = 1 + _random.Next(8);
            var scale = Gamma(model.Q) / model.V;
            means[i] = Gamma(model.P * counts[i]) / (scale * counts[i]);
        }
        return (counts, means);
    }

    private double Exponential(double rate) => -Math.Log(1 - _random.NextDouble()) / rate;

    /// <summary>Marsaglia and Tsang (2000).</summary>
    private double Gamma(double shape)
    {
        if (shape < 1)
            return Gamma(shape + 1) * Math.Pow(1 - _random.NextDouble(), 1 / shape);
        var d = shape - 1.0 / 3;
        while (true)
        {
            var radius = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble()));
            var normal = radius * Math.Cos(2 * Math.PI * _random.NextDouble());
            var v = Math.Pow(1 + normal / Math.Sqrt(9 * d), 3);
            if (
                v > 0
                && Math.Log(1 - _random.NextDouble())
                    < normal * normal / 2 + d - d * v + d * Math.Log(v)
            )
                return d * v;
        }
    }
}
