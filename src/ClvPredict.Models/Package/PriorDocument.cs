using System.Collections.Immutable;
using ClvPredict.Models.Btyd;
using ClvPredict.Models.Prior;

namespace ClvPredict.Models.Package;

/// <summary>clv/prior.json: the parameters of the prior, by name.</summary>
internal sealed record PriorDocument(
    ImmutableArray<PriorDocument.FittedModel> Purchases,
    PriorDocument.FittedModel? Spend,
    double ReturningShare,
    double ReturningRate,
    double ReturnShare
)
{
    internal sealed record FittedModel(string Model, ImmutableArray<double> Parameters);

    public static PriorDocument From(CustomerPrior prior) =>
        new(
            [.. prior.Purchases.Select(Describe)],
            prior.Spend is { } spend ? Describe(spend) : null,
            prior.ReturningShare,
            prior.ReturningRate,
            prior.ReturnShare
        );

    /// <summary>The prior with these parameters.</summary>
    /// <exception cref="ModelPackageException">A model is not known here, or there is none.</exception>
    /// <exception cref="ArgumentException">No model can have these parameters.</exception>
    public CustomerPrior ToPrior()
    {
        if (Purchases.IsDefaultOrEmpty)
            throw new ModelPackageException("clv/prior.json holds no purchase model.");
        return new()
        {
            Purchases = [.. Purchases.Select(ToPurchaseModel)],
            Spend = Spend switch
            {
                { Parameters: [var p, var q, var v] } => new GammaGammaModel(p, q, v),
                { Parameters: [var p, var q, var v, var effect] } => new GammaGammaModel(
                    p,
                    q,
                    v,
                    effect
                ),
                _ => null,
            },
            ReturningShare = ReturningShare,
            ReturningRate = ReturningRate,
            ReturnShare = ReturnShare,
        };
    }

    internal static FittedModel Describe(IPurchaseModel model) =>
        model switch
        {
            ParetoNbdModel m => new FittedModel("Pareto/NBD", [m.R, m.Alpha, m.S, m.Beta]),
            MbgNbdModel m => Describe("MBG", m),
            BgNbdModel m => Describe("BG", m),
            _ => throw new InvalidOperationException(
                $"{model.GetType().Name} has no form in a model zip."
            ),
        };

    private static FittedModel Describe(GammaGammaModel m) =>
        new("Gamma-Gamma", m.CountEffect == 0 ? [m.P, m.Q, m.V] : [m.P, m.Q, m.V, m.CountEffect]);

    private static FittedModel Describe(string process, BetaGeometricModel m) =>
        m.K == 1
            ? new FittedModel(process + "/NBD", [m.R, m.Alpha, m.A, m.B])
            : new FittedModel(process + "/CNBD-k", [m.R, m.Alpha, m.A, m.B, m.K]);

    private static IPurchaseModel ToPurchaseModel(FittedModel fitted) =>
        fitted switch
        {
            { Model: "Pareto/NBD", Parameters: [var r, var alpha, var s, var beta] } =>
                new ParetoNbdModel(r, alpha, s, beta),
            { Model: "MBG/NBD", Parameters: [var r, var alpha, var a, var b] } => new MbgNbdModel(
                r,
                alpha,
                a,
                b
            ),
            { Model: "BG/NBD", Parameters: [var r, var alpha, var a, var b] } => new BgNbdModel(
                r,
                alpha,
                a,
                b
            ),
            { Model: "MBG/CNBD-k", Parameters: [var r, var alpha, var a, var b, var k] } =>
                new MbgNbdModel(r, alpha, a, b, (int)k),
            { Model: "BG/CNBD-k", Parameters: [var r, var alpha, var a, var b, var k] } =>
                new BgNbdModel(r, alpha, a, b, (int)k),
            _ => throw new ModelPackageException(
                $"clv/prior.json holds \"{fitted.Model}\" with {fitted.Parameters.Length} parameters, which this version does not know."
            ),
        };
}
