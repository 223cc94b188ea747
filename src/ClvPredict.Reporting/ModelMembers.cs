using System.Collections.Immutable;
using ClvPredict.Models.Btyd;
using ClvPredict.Models.Package;
using ClvPredict.Reporting.Languages;

namespace ClvPredict.Reporting;

/// <summary>The parts of a model, those of the prior first.</summary>
internal static class ModelMembers
{
    public static ImmutableArray<ModelMember> Of(ClvModel model)
    {
        var members = ImmutableArray.CreateBuilder<ModelMember>();
        foreach (var purchases in model.Prior.Purchases)
            members.Add(
                purchases switch
                {
                    ParetoNbdModel m => Member(
                        "Pareto/NBD",
                        ("r", m.R),
                        ("alpha", m.Alpha),
                        ("s", m.S),
                        ("beta", m.Beta)
                    ),
                    MbgNbdModel m => Member(
                        "MBG/NBD",
                        ("r", m.R),
                        ("alpha", m.Alpha),
                        ("a", m.A),
                        ("b", m.B)
                    ),
                    BgNbdModel m => Member(
                        "BG/NBD",
                        ("r", m.R),
                        ("alpha", m.Alpha),
                        ("a", m.A),
                        ("b", m.B)
                    ),
                    _ => Member(purchases.GetType().Name),
                }
            );
        if (model.Prior.Spend is { } spend)
            members.Add(Member("Gamma-Gamma", ("p", spend.P), ("q", spend.Q), ("v", spend.V)));
        foreach (var target in model.Manifest.Targets)
        {
            foreach (var member in target.Members)
                members.Add(
                    new ModelMember(
                        NameOf.Snake(member.Kind),
                        target.Target,
                        member.Trees,
                        [new ModelParameter("weight", member.Weight)]
                    )
                );
        }
        return members.ToImmutable();
    }

    private static ModelMember Member(
        string name,
        params ImmutableArray<(string Name, double Number)> parameters
    ) => new(name, null, null, [.. parameters.Select(p => new ModelParameter(p.Name, p.Number))]);
}
