using ClvPredict.Models.Package;

namespace ClvPredict.Training;

/// <summary>A trained model, and its twin of the past that was judged on time it had not seen.</summary>
/// <param name="Model">The model.</param>
/// <param name="Twin">The model of the same options at the judge's latest origin, shipping the stack; its as-of day is the
/// origin and its horizon the length of the window. Null when nothing was judged.</param>
public sealed record TrainedModel(ClvModel Model, ClvModel? Twin);
