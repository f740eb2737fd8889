/** Names of files and folders that hold secrets, whole or as part of a longer name; in lower case. */
export const secretNames: readonly RegExp[] = [
  /^\.env(rc|[._-].*)?$/,
  /^env\.(prod|production|local|dev|development|stage|staging|test|live)$/,
  // Keys, certificates with keys, and stores of them.
  /\.(env|pem|key|p8|pk8|p12|pfx|pkcs12|jks|jceks|bcfks|keystore|truststore|kdbx?|ppk|pvk|snk|jwk|keytab|ccache|der)(\.\w+)?$/,
  /\.(gpg|pgp|asc|kbx|agekey|keychain|keychain-db|wallet|ovpn|nmconnection|rdp|mobileprovision|provisionprofile)(\.\w+)?$/,
  /\.(tfstate|tfvars|publishsettings|cookies|kubeconfig)(\.\w+)*$/,
  /[-_](rsa|dsa|ecdsa|ed25519)([-_]key)?$|^id_(rsa|dsa|ecdsa|ed25519)/,
  /(^|[-_.])keys?\.(json|txt|ya?ml|toml|ini|bin|dat|b64|hex|enc|bak)$/,
  /(deploy|host|ssh|sign|signing|encryption|master|gcp|aws|azure|sa|release)[-_]?keys?($|[^a-z])/,
  // Credentials for other services.
  /secret|credential|passw|passphrase|api[-_]?key|private[-_]?key|access[-_]?key|kubeconfig|kube\.config|service[-_]?account/,
  /(^|[^a-z])tokens?([^a-z]|$)|(access|auth|bearer|refresh|api|session|oauth)[-_]?tokens?/,
  /^(auth|oauth\d?|sso)\.(json|ya?ml|toml|ini)$|auth\.json/,
  /^(session|sessions)\.(json|db|sqlite3?)$/,
  /cookie[-_]?(jar|file|store)|^cookies?(\.(txt|json|sqlite|sqlite3|db|ya?ml|dat))?$/,
  /vault[-_.]?pass|^vault\.(ya?ml|json)$|^pgpass(\.conf)?$/,
  /^[._](netrc|npmrc|yarnrc(\.yml)?|pypirc|git-credentials|htpasswd|pgpass|my\.cnf|mylogin\.cnf|dockercfg|boto|s3cfg|vault-token|terraformrc)$/,
  /^(netrc|npmrc|pypirc|htpasswd|my\.cnf|dockercfg|boto\.cfg|s3cfg|terraform\.rc|rclone\.conf|wpa_supplicant\.conf|wg\d*\.conf|ipsec\.secrets)$/,
  /^(shadow|gshadow|sudoers|authorized_keys\d?|known_hosts|krb5cc.*|secring.*|wallet\.dat)-?$/,
  // Settings that hold passwords by custom.
  /^(wp-config|configuration|config\.inc|localsettings|settings\.local)\.php$|^(local|host)\.settings\.json$/,
  /^appsettings(\..+)?\.json$|^(web|app|machine)\.config$|^(local|keystore|signing|key|secure)\.properties$/,
  /^database\.ya?ml$|^(settings|config)\.(local|prod|production)\.(json|ya?ml|py|toml|ini)$|^local_settings\.py$/,
  /firebase-?adminsdk|^google-services\.json$|^googleservice-info\.plist$|^azureprofile\.json$|^application_default/,
  /^(logins|signons)\.(json|sqlite)$|^key[34]\.db$|^login data$|^(sitemanager|filezilla|recentservers)\.xml$/,
  // Histories of what was typed, and secrets of other tools.
  /_history$|^\.(zhistory|histfile|history)$/,
  /^mcp\.json$/,
  // A repository without a working tree: its configuration may hold a token.
  /.\.git$/,
];
