using System.Collections.Immutable;
using ClvPredict.Models.Btyd;
using ClvPredict.Models.Prior;

namespace ClvPredict.Models.Package;

/// <summary>clv/prior.json: the parameters of the prior, by name.</summary>
internal sealed record PriorDocument(
    ImmutableArray<PriorDocument.FittedModel> Purchases,
    PriorDocument.FittedModel? Spend,
    double ReturnShare
)
{
    internal sealed record FittedModel(string Model, ImmutableArray<double> Parameters);

    public static PriorDocument From(CustomerPrior prior) =>
        new(
            [.. prior.Purchases.Select(Describe)],
            prior.Spend is { } s ? new FittedModel("Gamma-Gamma", [s.P, s.Q, s.V]) : null,
            prior.ReturnShare
        );

    public CustomerPrior ToPrior() =>
        new()
        {
            Purchases = [.. Purchases.Select(ToPurchaseModel)],
            Spend = Spend is { Parameters: [var p, var q, var v] }
                ? new GammaGammaModel(p, q, v)
                : null,
            ReturnShare = ReturnShare,
        };

    internal static FittedModel Describe(IPurchaseModel model) =>
        model switch
        {
            ParetoNbdModel m => new FittedModel("Pareto/NBD", [m.R, m.Alpha, m.S, m.Beta]),
            MbgNbdModel m => new FittedModel("MBG/NBD", [m.R, m.Alpha, m.A, m.B]),
            BgNbdModel m => new FittedModel("BG/NBD", [m.R, m.Alpha, m.A, m.B]),
            _ => throw new InvalidOperationException(
                $"{model.GetType().Name} has no form in a model zip."
            ),
        };

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
            _ => throw new ModelPackageException(
                $"clv/prior.json holds \"{fitted.Model}\" with {fitted.Parameters.Length} parameters, which this version does not know."
            ),
        };
}
