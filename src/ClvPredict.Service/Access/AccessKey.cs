using System.Collections.Immutable;

namespace ClvPredict.Service.Access;

/// <summary>A key as the service knows it: not the key, its hash.</summary>
/// <param name="Name">Whose it is; in logs and limits.</param>
/// <param name="Role">What its holder may do.</param>
/// <param name="Hash">SHA-256 of the key.</param>
public sealed record AccessKey(string Name, KeyRole Role, ImmutableArray<byte> Hash);
